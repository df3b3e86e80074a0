package route

import (
	"net/http"
	"testing"
	"time"

	"shiyun/server/admission"
)

// How often one visitor may ask says nothing about what an answer costs: a poem
// and a suggestion are limited and must not wait for searches.
func TestCost(t *testing.T) {
	t.Parallel()
	limited := LimitVisitors(Searches, time.Now)
	for _, tt := range []struct {
		name   string
		method string
		terms  Terms
		want   admission.Class
	}{
		{"a page", http.MethodGet, Terms{}, admission.Page},
		{"a limited page", http.MethodGet, Terms{Limit: limited}, admission.Page},
		{"a limited search", http.MethodGet, Terms{Limit: limited, Class: admission.Search}, admission.Search},
		{"a stream", http.MethodGet, Terms{Endless: true}, admission.Free},
		{"a form", http.MethodPost, Terms{}, admission.Write},
		{"a limited form", http.MethodPost, Terms{Limit: limited}, admission.Write},
		{"files sent", http.MethodPost, Terms{Class: admission.Transfer}, admission.Transfer},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := Route{Method: tt.method, Terms: tt.terms}
			if got := r.Cost(); got != tt.want {
				t.Errorf("class %d, want %d", got, tt.want)
			}
		})
	}
}
