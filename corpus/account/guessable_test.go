package account_test

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/account"
)

// The commonest passwords are refused however they are dressed up, and a
// person's own sentence is not.
func TestGuessablePasswords(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"Password123!", "P@ssw0rd2026", "Woaini1314", "woaini5201314", "WOAINI@1314!", "Ｐａｓｓｗｏｒｄ１２３", "13800138000", "19580607195", "wangwei1990", "ZhangWei!!88",
		"Liuxiaoming2008", "qwerty!@#$%", "1qaz@WSX3edc", "admin@123456", "Iloveyou1314", "abcabcabcabc", "121212121212", "welcome2026!", "wuhan123456", "tangshi300shou"[:10] + "1", "shiyun123456", "chuangqianmingyueguang", "letmein!!!!!",
		"王老师1234567", "1234王老师王老师", "superman007!!"} {
		if err := account.CheckPassword("王老师", password); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%q is taken: %v", password, err)
		}
	}
	for _, password := range []string{"床前明月光疑是地上霜", "correct horse battery", "王老师种的三棵桂花树", "gL7#vQ2!xZ9w", "zhe shi wo jia de mao", "tramline-okapi-92", "2580水杉树下的长椅", "3141592653589793", "lantern under the old bridge"} {
		if err := account.CheckPassword("王老师", password); err != nil {
			t.Errorf("%q is refused: %v", password, err)
		}
	}
}

// What lists of leaked passwords begin with: words and names with the endings
// that people give them.
func TestThreeThousandCommonPasswords(t *testing.T) {
	t.Parallel()
	refused := 0
	for _, word := range strings.Fields("password admin welcome iloveyou monkey dragon football princess sunshine master qwerty asdfgh zxcvbn abcdef michael jordan superman batman woaini laopo baobei mima wangwei lihua zhangmin liuyang chenjing xiaoming beijing shanghai wuhan") {
		for _, ending := range strings.Fields("123 1234 12345 123456 1234567 12345678 123456789 111 520 521 1314 5201314 666 888 2020 2021 2022 2023 2024 2025 2026 1980 1985 1990 1995 2000 2008 ! !! 123! @123 @2026 #1 123abc") {
			for _, password := range []string{word + ending, strings.ToUpper(word[:1]) + word[1:] + ending, strings.ToUpper(word) + ending, ending + word} {
				if len(password) < account.MinPassword {
					continue
				}
				if account.CheckPassword("", password) == nil {
					t.Errorf("%q is taken", password)
				}
				refused++
			}
		}
	}
	if refused < 3000 {
		t.Error(fmt.Sprint(refused, " passwords were tried, want 3,000"))
	}
}
