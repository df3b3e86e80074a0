package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
)

// headings are the rhymes of 廣韻 that each group of 平水韵 absorbs, in the
// order of the groups.
var headings = strings.Fields(`東 冬鍾 江 支脂之 微 魚 虞模 齊 佳皆 灰咍 真諄臻 文欣殷 元魂痕 寒桓 刪山
先仙 蕭宵 肴 豪 歌戈 麻 陽唐 庚耕清 青 蒸登 尤侯幽 侵 覃談 鹽添嚴 咸銜凡
董 腫 講 紙旨止 尾 語 麌姥 薺 蟹駭 賄海 軫準 吻隱 阮混很 旱緩 潸產 銑獮 篠小 巧 晧皓 哿果
馬 養蕩 梗耿靜 迥拯等 有厚黝 寑寢 感敢 琰忝儼 豏檻范
送 宋用 絳 寘至志 未 御 遇暮 霽祭 泰 卦怪夬 隊代廢 震稕 問焮 願慁恨 翰換 諫襉襇 霰線 嘯笑 效 号號 箇過
禡 漾宕 映敬諍勁 徑證嶝 宥候幼 沁 勘闞 豔㮇釅 陷鑑梵
屋 沃燭 覺 質術櫛 物迄 月沒 曷末 黠鎋 屑薛 藥鐸 陌麥昔 錫 職德 緝 合盍 葉帖怗業 洽狎乏`)

// readSecond returns the groups that a second opinion gives each character:
// 廣韻 with its rhymes merged, and the majority of four copies of 平水韵 where
// that differs.
func readSecond(in inputs) (map[rune]map[int]bool, error) {
	groupOf := map[rune]int{}
	for i, heads := range headings {
		for _, head := range heads {
			groupOf[head] = i + 1
		}
	}
	second := map[rune]map[int]bool{}
	err := readTSV(in.guangyun, func(cells []string) error {
		char, head := []rune(cells[0]), []rune(cells[1])
		if len(char) != 1 || len(head) != 1 || groupOf[head[0]] == 0 {
			return nil // an entry without a heading
		}
		if second[char[0]] == nil {
			second[char[0]] = map[int]bool{}
		}
		second[char[0]][groupOf[head[0]]] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = readTSV(filepath.Join(in.verse, "guangyun-to-pingshui.tsv"), func(cells []string) error {
		var groups []int
		if err := json.Unmarshal([]byte(cells[3]), &groups); err != nil {
			return err
		}
		char := []rune(cells[1])[0]
		if second[char] == nil {
			second[char] = map[int]bool{}
		}
		for _, g := range groups {
			second[char][g] = true
		}
		return nil
	})
	return second, err
}
