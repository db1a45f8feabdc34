// Package webhooks verifies webhooks of Atlas Webhooks. It needs nothing but the standard library.
//
//	event, err := webhooks.Verify(payload, r.Header.Get("Atlas-Signature"), secret)
package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// SignatureHeader is the header that carries the signature.
const SignatureHeader = "Atlas-Signature"

// DefaultTolerance is how far the time of signing may be from now, either way, when nothing else is said.
const DefaultTolerance = 5 * time.Minute

// Why a request is not to be trusted: answer it with status 400. Ask with errors.Is.
var (
	// ErrNoHeader: the request has no Atlas-Signature.
	ErrNoHeader = errors.New("the request has no Atlas-Signature header")
	// ErrMalformedHeader: the header is not of the form t=<unix seconds>,v1=<hex>.
	ErrMalformedHeader = errors.New("Atlas-Signature is malformed")
	// ErrNoMatch: no v1 is the signature of this body with this secret.
	ErrNoMatch = errors.New("no v1 signature is of this secret and exactly these bytes of the body")
	// ErrTooOld: signed rightly, but longer ago than is tolerated; it may be a replay.
	ErrTooOld = errors.New("signed too long ago")
	// ErrTooNew: signed rightly, but further in the future than is tolerated; one of the two clocks is wrong.
	ErrTooNew = errors.New("signed in the future")
	// ErrNotAnEvent: signed rightly, but the body is no event.
	ErrNotAnEvent = errors.New("the payload is not an event")
)

// Event is a verified event. Data and Previous are left as JSON, so that numbers stay exact.
type Event struct {
	// ID is evt_…; the same event may come more than once: tell by this.
	ID   string `json:"id"`
	Type string `json:"type"`
	// Created is in Unix seconds.
	Created int64 `json:"created"`
	// Sequence is the event's place among those of this endpoint: 1, 2, 3 … without a gap.
	Sequence  int64           `json:"sequence"`
	Workspace string          `json:"workspace"`
	Tags      []string        `json:"tags"`
	Data      json.RawMessage `json:"data"`
	// Previous holds the earlier values of what has changed.
	Previous json.RawMessage `json:"previous,omitempty"`
}

var (
	namePattern = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
	timePattern = regexp.MustCompile(`^[0-9]{1,12}$`)
)

// Verify returns the event that a request carries, once its signature and its time have proved right.
// The payload is the body of the request, exactly the bytes that came; the header is the value of Atlas-Signature
// ("" when there is none); the secret is the endpoint's, the whole of it, whsec_….
func Verify(payload []byte, header, secret string) (Event, error) {
	return VerifyWithin(payload, header, secret, DefaultTolerance)
}

// VerifyWithin is Verify with another tolerance.
func VerifyWithin(payload []byte, header, secret string, tolerance time.Duration) (Event, error) {
	return VerifyAt(payload, header, secret, tolerance, time.Now())
}

// VerifyAt is Verify at a given time: for tests.
func VerifyAt(payload []byte, header, secret string, tolerance time.Duration, now time.Time) (Event, error) {
	if secret == "" {
		return Event{}, errors.New("the secret is empty")
	}
	if tolerance < 0 {
		return Event{}, fmt.Errorf("the tolerance is negative: %v", tolerance)
	}
	signed, signatures, err := readHeader(header)
	if err != nil {
		return Event{}, err
	}
	expected := []byte(signature(payload, signed, secret))
	matches := false
	for _, given := range signatures {
		// In constant time, and all of them: how long it takes tells nothing.
		if hmac.Equal(expected, []byte(given)) {
			matches = true
		}
	}
	if !matches {
		return Event{}, ErrNoMatch
	}
	if err := checkTime(signed, tolerance, now); err != nil {
		return Event{}, err
	}
	return readEvent(payload)
}

// Sign returns the value of Atlas-Signature for a payload, as Atlas Webhooks makes it: for tests of receivers.
func Sign(payload []byte, secret string, at time.Time) string {
	signed := strconv.FormatInt(at.Unix(), 10)
	return "t=" + signed + ",v1=" + signature(payload, signed, secret)
}

func signature(payload []byte, signed, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed + "."))
	mac.Write(payload)
	return hex.EncodeToString(mac.Sum(nil))
}

func readHeader(header string) (signed string, signatures []string, err error) {
	if strings.Trim(header, " \t") == "" {
		return "", nil, ErrNoHeader
	}
	for _, item := range strings.Split(header, ",") {
		equals := strings.IndexByte(item, '=')
		if equals < 0 || !namePattern.MatchString(item[:equals]) {
			return "", nil, malformed("an item is not of the form name=value")
		}
		switch name, value := item[:equals], item[equals+1:]; name {
		case "v1":
			signatures = append(signatures, value)
		case "t":
			if signed != "" {
				return "", nil, malformed("t is there twice")
			}
			if !timePattern.MatchString(value) {
				return "", nil, malformed("t is not a Unix time in seconds")
			}
			signed = value
		}
	}
	if signed == "" {
		return "", nil, malformed("t is missing")
	}
	if len(signatures) == 0 {
		return "", nil, malformed("v1 is missing")
	}
	return signed, signatures, nil
}

func malformed(what string) error {
	return fmt.Errorf("%w: %s; expected t=<unix seconds>,v1=<hex>, without spaces", ErrMalformedHeader, what)
}

func checkTime(signed string, tolerance time.Duration, now time.Time) error {
	seconds, err := strconv.ParseInt(signed, 10, 64)
	if err != nil {
		return malformed("t is not a Unix time in seconds")
	}
	age, tolerated := now.Unix()-seconds, int64(tolerance/time.Second)
	if age > tolerated {
		return fmt.Errorf("%w: %d s; %d s are tolerated", ErrTooOld, age, tolerated)
	}
	if -age > tolerated {
		return fmt.Errorf("%w: %d s; %d s are tolerated", ErrTooNew, -age, tolerated)
	}
	return nil
}

func readEvent(payload []byte) (Event, error) {
	if !utf8.Valid(payload) {
		return Event{}, fmt.Errorf("%w: not UTF-8", ErrNotAnEvent)
	}
	// Names exactly as they are written, and a member of another form than it should have is left out: only id and type
	// decide whether it is an event.
	var members map[string]json.RawMessage
	if err := json.Unmarshal(payload, &members); err != nil {
		return Event{}, fmt.Errorf("%w: %v", ErrNotAnEvent, err)
	}
	event := Event{Data: members["data"], Previous: members["previous"]}
	if !isText(members["id"], &event.ID) || !isText(members["type"], &event.Type) {
		return Event{}, fmt.Errorf("%w: not an object with an id and a type", ErrNotAnEvent)
	}
	isText(members["workspace"], &event.Workspace)
	for name, field := range map[string]any{"created": &event.Created, "sequence": &event.Sequence, "tags": &event.Tags} {
		if value, there := members[name]; there {
			_ = json.Unmarshal(value, field)
		}
	}
	return event, nil
}

func isText(value json.RawMessage, text *string) bool {
	return len(value) > 0 && value[0] == '"' && json.Unmarshal(value, text) == nil
}
