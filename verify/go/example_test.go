package webhooks_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"atlas.dev/webhooks"
)

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// A receiver in net/http.
func receive(w http.ResponseWriter, r *http.Request) {
	payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	event, err := webhooks.Verify(payload, r.Header.Get("Atlas-Signature"), secret)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Println("took", event.Type, event.ID) // put it into a queue or a table, by its ID; work on it after the answer
	w.WriteHeader(http.StatusNoContent)
}

func Example() {
	body := `{"id":"evt_1","type":"deal.updated","data":{}}`
	for _, sent := range []string{body, strings.Replace(body, "deal", "cost", 1)} {
		request := httptest.NewRequest(http.MethodPost, "/webhooks", strings.NewReader(sent))
		request.Header.Set("Atlas-Signature", webhooks.Sign([]byte(body), secret, time.Now()))
		answer := httptest.NewRecorder()
		receive(answer, request)
		fmt.Println(answer.Code)
	}
	// Output:
	// took deal.updated evt_1
	// 204
	// 400
}
