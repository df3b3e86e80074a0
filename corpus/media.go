package corpus

import "time"

// MediaID numbers a recording or picture; never reused.
type MediaID int64

// MediaKind says what a medium of a poem is.
type MediaKind string

// The kinds. All but recordings are pictures.
const (
	MediaRecording   MediaKind = "recording"   // 朗诵录音
	MediaManuscript  MediaKind = "manuscript"  // 手稿
	MediaCalligraphy MediaKind = "calligraphy" // 书法
	MediaStone       MediaKind = "stone"       // 诗碑
	MediaPicture     MediaKind = "picture"     // 其他照片
)

// MediaKinds are all kinds, in the order of forms.
func MediaKinds() []MediaKind {
	return []MediaKind{MediaRecording, MediaManuscript, MediaCalligraphy, MediaStone, MediaPicture}
}

// Media is a recording or picture that stands beside a poem.
type Media struct {
	ID      MediaID
	Poem    PoemID
	Kind    MediaKind
	File    string // name in the media folder, made by the program
	Type    string // media type as found in the content, such as "audio/mpeg"
	Size    int64  // bytes
	Width   int    // of a picture, in pixels; 0 for recordings
	Height  int
	Alt     string // what is to be seen or heard, for who cannot
	By      string // who reads, wrote or took it; "" where nobody says
	Consent string // who agreed to its being shown, and when; never shown to readers
	At      time.Time
	Gone    time.Time // when it was withdrawn; zero while it stands

	Submission SubmissionID // what it was sent in with; 0 for what curators put there
	Waiting    bool         // nobody has decided yet whether it may be shown
}
