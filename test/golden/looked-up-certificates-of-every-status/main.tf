provider "aws" {
  region = "eu-west-1"
}

data "aws_acm_certificate" "pending_validation" {
  domain   = "pending-validation.example.com"
  statuses = ["PENDING_VALIDATION"]
}

data "aws_acm_certificate" "failed" {
  domain   = "failed.example.com"
  statuses = ["FAILED"]
}

data "aws_acm_certificate" "expired" {
  domain   = "expired.example.com"
  statuses = ["EXPIRED"]
}

data "aws_acm_certificate" "revoked" {
  domain   = "revoked.example.com"
  statuses = ["REVOKED"]
}

data "aws_acm_certificate" "validation_timed_out" {
  domain   = "validation-timed-out.example.com"
  statuses = ["VALIDATION_TIMED_OUT"]
}

data "aws_acm_certificate" "inactive" {
  domain   = "inactive.example.com"
  statuses = ["INACTIVE"]
}

data "aws_acm_certificate" "issued" {
  domain   = "issued.example.com"
  statuses = ["ISSUED"]
}

data "aws_acm_certificate" "either" {
  domain   = "either.example.com"
  statuses = ["ISSUED", "EXPIRED"]
}

resource "aws_elb" "shop" {
  name               = "shop"
  availability_zones = ["eu-west-1a"]

  listener {
    lb_port            = 8001
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.pending_validation.arn
  }

  listener {
    lb_port            = 8002
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.failed.arn
  }

  listener {
    lb_port            = 8003
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.expired.arn
  }

  listener {
    lb_port            = 8004
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.revoked.arn
  }

  listener {
    lb_port            = 8005
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.validation_timed_out.arn
  }

  listener {
    lb_port            = 8006
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.inactive.arn
  }

  listener {
    lb_port            = 8007
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.issued.arn
  }

  listener {
    lb_port            = 8008
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = data.aws_acm_certificate.either.arn
  }
}
