provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "localhost" {
  certificate_body = file("${path.module}/localhost.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "localhost" {
  name             = "localhost"
  certificate_body = file("${path.module}/localhost.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "host" {
  certificate_body = file("${path.module}/host.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "host" {
  name             = "host"
  certificate_body = file("${path.module}/host.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "address" {
  certificate_body = file("${path.module}/address.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "address" {
  name             = "address"
  certificate_body = file("${path.module}/address.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "nameless" {
  certificate_body = file("${path.module}/nameless.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "nameless" {
  name             = "nameless"
  certificate_body = file("${path.module}/nameless.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "domain" {
  certificate_body = file("${path.module}/domain.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "domain" {
  name             = "domain"
  certificate_body = file("${path.module}/domain.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 8001
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.localhost.arn
  }

  listener {
    lb_port            = 8002
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.localhost.arn
  }

  listener {
    lb_port            = 8003
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.host.arn
  }

  listener {
    lb_port            = 8004
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.host.arn
  }

  listener {
    lb_port            = 8005
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.address.arn
  }

  listener {
    lb_port            = 8006
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.address.arn
  }

  listener {
    lb_port            = 8007
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.nameless.arn
  }

  listener {
    lb_port            = 8008
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.nameless.arn
  }

  listener {
    lb_port            = 8009
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.domain.arn
  }

  listener {
    lb_port            = 8010
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.domain.arn
  }
}
