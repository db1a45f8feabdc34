package webhooks

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

const testSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

type vector struct {
	Name            string
	Payload         string
	PayloadBase64   []byte `json:"payload_base64"`
	PayloadRepeated *struct {
		Before, Text, After string
		Times               int
	} `json:"payload_repeated"`
	Header    *string
	Secret    string
	Now       int64
	Tolerance int64
	Expect    string
	Event     struct{ ID, Type string }
}

func (v vector) payload() []byte {
	if v.PayloadBase64 != nil {
		return v.PayloadBase64
	}
	if r := v.PayloadRepeated; r != nil {
		return []byte(r.Before + strings.Repeat(r.Text, r.Times) + r.After)
	}
	return []byte(v.Payload)
}

var codes = map[error]string{
	ErrNoHeader:        "no_header",
	ErrMalformedHeader: "malformed_header",
	ErrNoMatch:         "no_match",
	ErrTooOld:          "too_old",
	ErrTooNew:          "too_new",
	ErrNotAnEvent:      "not_an_event",
}

func decide(err error) string {
	for known, code := range codes {
		if errors.Is(err, known) {
			return code
		}
	}
	return "ok"
}

func TestEveryVectorIsDecidedAsItSays(t *testing.T) {
	text, err := os.ReadFile("../vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vectors) == 0 {
		t.Fatal("no vectors")
	}
	for _, v := range file.Vectors {
		t.Run(v.Name, func(t *testing.T) {
			header := ""
			if v.Header != nil {
				header = *v.Header
			}
			tolerance := time.Duration(v.Tolerance) * time.Second
			event, err := VerifyAt(v.payload(), header, v.Secret, tolerance, time.Unix(v.Now, 0))
			if got := decide(err); got != v.Expect {
				t.Fatalf("%s (%v), expected %s", got, err, v.Expect)
			}
			if event.ID != v.Event.ID || event.Type != v.Event.Type {
				t.Errorf("event %s %s, expected %v", event.ID, event.Type, v.Event)
			}
			if err != nil && strings.Contains(err.Error(), v.Secret) {
				t.Errorf("the message shows the secret: %v", err)
			}
		})
	}
}

func TestWhatIsSignedNowIsVerifiedNow(t *testing.T) {
	payload := []byte(`{"id":"evt_1","type":"deal.updated","data":{"value":12345678901234567890}}`)
	event, err := Verify(payload, Sign(payload, testSecret, time.Now()), testSecret)
	if err != nil {
		t.Fatal(err)
	}
	if string(event.Data) != `{"value":12345678901234567890}` {
		t.Errorf("data is %s", event.Data)
	}
}

func TestTheMistakesOfCallersAreNamed(t *testing.T) {
	if _, err := Verify(nil, "t=1,v1=0", ""); err == nil || !strings.Contains(err.Error(), "secret") {
		t.Errorf("an empty secret: %v", err)
	}
	if _, err := VerifyWithin(nil, "t=1,v1=0", testSecret, -1); err == nil || !strings.Contains(err.Error(), "tolerance") {
		t.Errorf("a negative tolerance: %v", err)
	}
}
