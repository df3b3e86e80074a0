package account

import (
	"crypto/rand"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// deviceCookie holds that an account has signed in here before.
const deviceCookie = "shiyun-device"

// deviceLife is how long a device is known again.
const deviceLife = 365 * 24 * time.Hour

// attemptKey names what attempts are counted by: the account, or the device
// where the account has signed in on it before. So an attacker who keeps an
// account busy keeps its owner out on new devices only.
func (s *Server) attemptKey(c echo.Context, name string, id corpus.AccountID) string {
	if id != 0 {
		mark, err := s.store.Secrets().Open(s.origin.Cookie(c, deviceCookie))
		if err == nil && strings.HasPrefix(mark, deviceMark(id)) {
			return mark
		}
	}
	return "name " + strings.ToLower(name)
}

func deviceMark(id corpus.AccountID) string {
	return "device " + strconv.FormatInt(int64(id), 10) + " "
}

// knowDevice lets the device be known again.
func (s *Server) knowDevice(c echo.Context, id corpus.AccountID) {
	s.origin.SetCookie(c, deviceCookie, s.store.Secrets().Seal(deviceMark(id)+rand.Text()), deviceLife)
}

// Words in a browser's name for itself, and ours for them. The first that
// fits counts: Edge calls itself Chrome, Chrome Safari.
var (
	systems  = [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"HarmonyOS", "HarmonyOS"}, {"OpenHarmony", "HarmonyOS"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Mac OS", "Mac"}, {"Linux", "Linux"}}
	browsers = [][2]string{{"MicroMessenger", "WeChat"}, {"Edg", "Edge"}, {"Firefox", "Firefox"}, {"Chrome", "Chrome"}, {"Safari", "Safari"}}
)

// deviceOf describes a device by what its browser calls itself, never in the
// browser's own words.
func (s *Server) deviceOf(agent string) string {
	device := firstIn(agent, systems)
	if browser := firstIn(agent, browsers); browser != "" {
		device += " " + browser
	}
	if device = strings.TrimSpace(device); device == "" {
		return s.words.Say("me.device.unknown")
	}
	return strings.Replace(device, "WeChat", s.words.Say("me.device.wechat"), 1)
}

func firstIn(text string, words [][2]string) string {
	for _, w := range words {
		if strings.Contains(text, w[0]) {
			return w[1]
		}
	}
	return ""
}
