package site

import "shiyun/server/qr"

// What server/curator still asks of this package.
type QRCode = qr.Code

var NewQR = qr.New
