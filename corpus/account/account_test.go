package account_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"shiyun/corpus"
	"shiyun/corpus/account"
)

func TestNames(t *testing.T) {
	for given, want := range map[string]string{
		"王老师": "王老师", " 王 老师\t": "王 老师", "e\u0301": "é", strings.Repeat("长", 20): strings.Repeat("长", 20),
		"": "", "  ": "", "@command": "", "＠系统": "", strings.Repeat("长", 21): "", "a\x00b": "", "\xff": "", "a\u202eb": "",
	} {
		got, err := account.CleanName(given)
		if got != want || (err == nil) != (want != "") || err != nil && corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("name %q: %q, %v; want %q", given, got, err, want)
		}
	}
}

func TestPasswords(t *testing.T) {
	for password, fine := range map[string]bool{
		"九月九日忆山东兄弟": false, "九月九日忆山东兄弟啊": true, "correct horse": true, " begins with a space": true, strings.Repeat("a b", 42): true,
		"": false, "short": false, strings.Repeat("ab", 65): false, "1234567890": false, "Password123": false, "aaaaaaaaaaaa": false, "月月月月月月月月月月": false,
		"王老师王老师王老师王老师": false, "with\x00a NUL in it": false, "\xff\xfe not UTF-8": false, "two\nlines of it": false,
	} {
		err := account.CheckPassword("王老师", password)
		if (err == nil) != fine || err != nil && corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("password %.30q: %v", password, err)
		}
	}
}

func TestHashing(t *testing.T) {
	ctx := t.Context()
	hash, err := account.Hash(ctx, "一句记得住的话，很长")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s, %v", hash, err)
	}
	for _, tt := range []struct {
		hash, password string
		want           bool
	}{
		{hash, "一句记得住的话，很长", true}, {hash, "一句记得住的话,很长", false}, {hash, "", false}, {hash, strings.Repeat("x", 1<<20), false},
		{"", "", false}, {"", "一句记得住的话，很长", false},
	} {
		if got, err := account.Verify(ctx, tt.hash, tt.password); err != nil || got != tt.want {
			t.Errorf("%.20q against %.20q: %v, %v", tt.password, tt.hash, got, err)
		}
	}
	if again, err := account.Hash(ctx, "一句记得住的话，很长"); err != nil || again == hash {
		t.Errorf("the same hash twice: %v", err)
	}
}

func TestForeignHashesAreRefused(t *testing.T) {
	const tail = "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for _, hash := range []string{"x", "$2a$10$abc", "$argon2id$v=19$m=99999999,t=2,p=1" + tail, "$argon2id$v=19$m=19456,t=0,p=1" + tail,
		"$argon2id$v=19$m=19456,t=2,p=0" + tail, "$argon2id$v=18$m=19456,t=2,p=1" + tail, "$argon2id$v=19$m=19456,t=2,p=1$$", "$argon2id$v=19$m=-1,t=2,p=1" + tail} {
		if ok, err := account.Verify(t.Context(), hash, "x"); ok || err == nil {
			t.Errorf("%s was taken", hash)
		}
	}
}

func TestHashesWaitForTheirTurn(t *testing.T) {
	ended, stop := context.WithCancel(t.Context())
	stop()
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if ok, err := account.Verify(t.Context(), "", "x"); ok || err != nil {
				t.Errorf("%v, %v", ok, err)
			}
		})
	}
	if _, err := account.Verify(ended, "", "x"); err != nil && corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("one who does not wait: %v", err)
	}
	all.Wait()
}

func TestCodesCountOnce(t *testing.T) {
	secret := account.NewSecret()
	key, err := otp.NewKeyFromURL(account.Address("诗韵东亭", "王老师", secret))
	if err != nil || key.Secret() != secret || key.Issuer() != "诗韵东亭" || key.AccountName() != "王老师" || key.Period() != 30 {
		t.Fatalf("an app reads %v, %v", key, err)
	}
	now := time.Date(2026, 5, 1, 12, 0, 10, 0, time.UTC)
	code := func(at time.Time) string {
		code, err := totp.GenerateCode(secret, at)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	step, ok := account.CodeStep(secret, code(now), now, 0)
	if !ok || step != now.Unix()/30 {
		t.Fatalf("step %d, %v", step, ok)
	}
	for name, tt := range map[string]struct {
		code string
		at   time.Time
		last int64
		want bool
	}{
		"again":               {code(now), now, step, false},
		"an earlier one":      {code(now.Add(-30 * time.Second)), now, step, false},
		"the next one":        {code(now.Add(30 * time.Second)), now, step, true},
		"a slow clock":        {code(now), now.Add(30 * time.Second), 0, true},
		"a minute late":       {code(now), now.Add(60 * time.Second), 0, false},
		"a minute early":      {code(now.Add(60 * time.Second)), now, 0, false},
		"with spaces":         {" " + code(now)[:3] + " " + code(now)[3:] + "　", now, 0, true},
		"with too much space": {strings.Repeat(" ", 1<<16) + code(now), now, 0, false},
		"nothing":             {"", now, 0, false},
		"words":               {"床前明月光！", now, 0, false},
		"one too many":        {code(now) + "0", now, 0, false},
	} {
		if _, ok := account.CodeStep(secret, tt.code, tt.at, tt.last); ok != tt.want {
			t.Errorf("%s: %v", name, ok)
		}
	}
	wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, code(now))
	if _, ok := account.CodeStep(secret, wide, now, 0); !ok {
		t.Errorf("full width digits %s are refused", wide)
	}
}
