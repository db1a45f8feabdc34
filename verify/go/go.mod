module atlas.dev/webhooks

go 1.19
