provider "aws" {
  region = "eu-west-1"
}

resource "tls_private_key" "site" {
  algorithm = "RSA"
}

resource "tls_self_signed_cert" "site" {
  private_key_pem       = tls_private_key.site.private_key_pem
  validity_period_hours = 8760
  dns_names             = ["www.example.com"]
  allowed_uses          = ["server_auth"]
}

resource "aws_acm_certificate" "site" {
  certificate_body = tls_self_signed_cert.site.id
  private_key      = tls_private_key.site.private_key_pem
}

resource "aws_elb" "web" {
  name               = "web"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.site.arn
  }
}
