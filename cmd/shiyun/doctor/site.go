package doctor

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"shiyun/corpus"
)

// unready has the message for each reason that /readyz gives.
var unready = map[string]corpus.Message{
	"stopping":    corpus.NewMessage("doctor.server.stopping"),
	"catching_up": corpus.NewMessage("doctor.server.catching_up"),
	"read_only":   corpus.NewMessage("doctor.server.read_only"),
}

func (x *examination) checkServer(ctx context.Context) Result {
	if x.Server == "" {
		return ok(corpus.NewMessage("doctor.server.none"))
	}
	state, err := x.ask(ctx, "http://"+x.Server+"/readyz")
	if err != nil {
		return ill(corpus.NewMessage("doctor.server.silent", x.Server, err.Error()), corpus.NewMessage("doctor.server.restart"))
	}
	if state.Status == "ready" {
		return ok(corpus.NewMessage("doctor.server.ready", x.Server))
	}
	m, known := unready[state.Status]
	if work, found := strings.CutPrefix(state.Status, "ill: "); found {
		m = corpus.NewMessage("doctor.server.ill", work)
	} else if !known {
		m = corpus.NewMessage("doctor.server.unready", state.Status)
	}
	if state.Status == "catching_up" || state.Status == "stopping" {
		return warn(m, corpus.NewMessage("doctor.server.wait"))
	}
	return ill(m, corpus.NewMessage("doctor.server.look"))
}

// health is what /healthz and /readyz answer.
type health struct {
	Status  string `json:"status"`
	Version string `json:"version"`
}

// mostAnswer is more than either answer has, in bytes.
const mostAnswer = 64 << 10

func (x *examination) ask(ctx context.Context, address string) (h health, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return h, err
	}
	response, err := x.Client.Do(request)
	if err != nil {
		return h, err
	}
	defer response.Body.Close()
	content, err := io.ReadAll(io.LimitReader(response.Body, mostAnswer))
	if err != nil {
		return h, err
	}
	if json.Unmarshal(content, &h) != nil || h.Status == "" {
		return h, fmt.Errorf("status %d, not an answer of shiyun", response.StatusCode)
	}
	return h, nil
}

// checkProxies finds the two ways in which visitors' addresses go wrong: with
// a proxy that is not trusted everybody has the address of the proxy, and one
// visitor uses up everybody's share; where everybody is trusted, anybody may
// claim any address.
func (x *examination) checkProxies(context.Context) Result {
	for _, proxy := range x.Proxies {
		network := proxy
		if !strings.Contains(network, "/") {
			if net.ParseIP(network) == nil {
				return ill(corpus.NewMessage("doctor.proxies.unclear", proxy), corpus.NewMessage("doctor.proxies.advice"))
			}
			continue
		}
		_, parsed, err := net.ParseCIDR(network)
		if err != nil {
			return ill(corpus.NewMessage("doctor.proxies.unclear", proxy), corpus.NewMessage("doctor.proxies.advice"))
		}
		if ones, _ := parsed.Mask.Size(); ones == 0 {
			return ill(corpus.NewMessage("doctor.proxies.everybody", proxy), corpus.NewMessage("doctor.proxies.advice"))
		}
	}
	if len(x.Proxies) == 0 && strings.HasPrefix(x.PublicURL, "https://") {
		return warn(corpus.NewMessage("doctor.proxies.untrusted", x.PublicURL), corpus.NewMessage("doctor.proxies.advice"))
	}
	if len(x.Proxies) == 0 {
		return ok(corpus.NewMessage("doctor.proxies.none"))
	}
	return ok(corpus.NewMessage("doctor.proxies.sound", strings.Join(x.Proxies, " ")))
}

func (x *examination) checkAddress(ctx context.Context) Result {
	advice := corpus.NewMessage("doctor.address.advice")
	if x.PublicURL == "" {
		return warn(corpus.NewMessage("doctor.address.none"), advice)
	}
	u, err := url.Parse(x.PublicURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return ill(corpus.NewMessage("doctor.address.unclear", x.PublicURL), advice)
	}
	if x.Server != "" {
		h, err := x.ask(ctx, strings.TrimSuffix(x.PublicURL, "/")+"/healthz")
		if err != nil {
			// A router may keep its own network from reaching itself from outside.
			return warn(corpus.NewMessage("doctor.address.unreached", x.PublicURL, err.Error()), corpus.NewMessage("doctor.address.reach_advice"))
		}
		if h.Version != x.Version {
			return warn(corpus.NewMessage("doctor.address.other", x.PublicURL, h.Version), corpus.NewMessage("doctor.address.other_advice"))
		}
	}
	if u.Scheme == "http" && !isOwn(u.Hostname()) {
		return warn(corpus.NewMessage("doctor.address.plain", x.PublicURL), corpus.NewMessage("doctor.address.plain_advice"))
	}
	if x.Server == "" {
		return ok(corpus.NewMessage("doctor.address.set", x.PublicURL))
	}
	return ok(corpus.NewMessage("doctor.address.sound", x.PublicURL))
}

// isOwn reports whether a host is of this machine or its own network, where
// no certificate is to be had.
func isOwn(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast())
}
