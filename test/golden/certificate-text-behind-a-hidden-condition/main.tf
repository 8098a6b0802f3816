resource "random_id" "blue" {
  byte_length = 1
}

variable "other" {
  type = string

  default = <<-PEM
    -----BEGIN CERTIFICATE-----
    MIIDFzCCAf+gAwIBAgIUAxXEu87x2XWBWvqFGje42yPR+gEwDQYJKoZIhvcNAQEL
    BQAwGzEZMBcGA1UEAwwQc2hvcC5leGFtcGxlLmNvbTAeFw0yNjExMjcyMjExMDRa
    Fw0zNjExMjQyMjExMDRaMBsxGTAXBgNVBAMMEHNob3AuZXhhbXBsZS5jb20wggEi
    MA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDSIHldUTu4c/0tntUTOQe6HkZ/
    mjQBlohPmvEZu/vI7NufQFJP/eLpUJ8TRxHk/Ku93LIi2B2rQqZCD4jYm6g/VHES
    ISVrDF6sThjkcYiVmi3KFscDJpPcmy01v76alSIkmnWz5m4kpXD2cgyV2WESr93A
    6IHs1dImLipT2L+uO5vGTSg1Jkz/TcrbsDgHce5v1U31HrQMsU+78QHfvriZQKWN
    UF5bZDET+UolsXCvJ57ViJS807qOsXZC9fl0xpNgtI6OfYRG5F/pip+427dcFcMO
    v44RiBKrBcHDWVYUQQiBntxuwhL/lllI2fO/GQ75S8MoU/sWvOUmnz9KLLUXAgMB
    AAGjUzBRMB0GA1UdDgQWBBSrqaqy4ML9wtk83E6qVyCvMPyi/TAfBgNVHSMEGDAW
    gBSrqaqy4ML9wtk83E6qVyCvMPyi/TAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3
    DQEBCwUAA4IBAQAGhAxcJ+R2HoOtsCAM7G+DJBV/L3NCfDTezT24S14pXb6AR2ms
    TBu3Ry1jlkJsd3MudFz5YXQEIVCl37hLaiM2bFn66DJtFU8NY0ISkTh6x3BBHVZ4
    UIA6DWTUrP5y1W37rnc78JMmYWJXaWr0ib0Yc0KHxZoO+q/lbgFj2TQA+HhpNcHp
    dWYLmqGmfaG+Yk7eUaPLKi/4riTf6cnhgw597mBDPbdkhNsR8oKxqdX6K8JA8MEk
    uhWesyUczg6i3vy2Yht97DB52t37cIWHXcTEAf7HSSDEOflL5Ap8bfCG1Dwo/mIN
    Yr1uiRJ7bPePhBTkFeMRWnrLRHxiPcIvLwKo
    -----END CERTIFICATE-----
  PEM
}

provider "aws" {
  region = "eu-west-1"
}

resource "tls_private_key" "shop" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "shop" {
  private_key_pem       = tls_private_key.shop.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["shop.example.com"]
}

locals {
  certificate = random_id.blue.dec % 2 == 0 ? tls_self_signed_cert.shop.cert_pem : var.other
}

resource "aws_acm_certificate" "shop" {
  certificate_body = local.certificate
  private_key      = tls_private_key.shop.private_key_pem
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.shop.arn
  }
}
