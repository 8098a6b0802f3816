provider "aws" {
  region = "eu-west-1"
}

resource "aws_acm_certificate" "body_is_a_key" {
  certificate_body = file("${path.module}/key.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "body_is_a_key" {
  name             = "body-is-a-key"
  certificate_body = file("${path.module}/key.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "body_is_a_public_key" {
  certificate_body = file("${path.module}/public.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "body_is_a_public_key" {
  name             = "body-is-a-public-key"
  certificate_body = file("${path.module}/public.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "body_is_a_request" {
  certificate_body = file("${path.module}/request.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "body_is_a_request" {
  name             = "body-is-a-request"
  certificate_body = file("${path.module}/request.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "body_is_a_path" {
  certificate_body = "${path.module}/cert.pem"
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "body_is_a_path" {
  name             = "body-is-a-path"
  certificate_body = "${path.module}/cert.pem"
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "body_has_several" {
  certificate_body = file("${path.module}/several.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "body_has_several" {
  name             = "body-has-several"
  certificate_body = file("${path.module}/several.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "key_is_a_certificate" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/cert.pem")
}

resource "aws_iam_server_certificate" "key_is_a_certificate" {
  name             = "key-is-a-certificate"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/cert.pem")
}

resource "aws_acm_certificate" "key_is_encrypted" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/encrypted.pem")
}

resource "aws_iam_server_certificate" "key_is_encrypted" {
  name             = "key-is-encrypted"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/encrypted.pem")
}

resource "aws_acm_certificate" "key_is_of_openssh" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/openssh.pem")
}

resource "aws_iam_server_certificate" "key_is_of_openssh" {
  name             = "key-is-of-openssh"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/openssh.pem")
}

resource "aws_acm_certificate" "key_is_public" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/public.pem")
}

resource "aws_iam_server_certificate" "key_is_public" {
  name             = "key-is-public"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/public.pem")
}

resource "aws_acm_certificate" "key_is_a_request" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/request.pem")
}

resource "aws_iam_server_certificate" "key_is_a_request" {
  name             = "key-is-a-request"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/request.pem")
}

resource "aws_acm_certificate" "key_is_a_path" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = "key.pem"
}

resource "aws_iam_server_certificate" "key_is_a_path" {
  name             = "key-is-a-path"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = "key.pem"
}

resource "aws_acm_certificate" "chain_is_a_key" {
  certificate_body  = file("${path.module}/cert.pem")
  certificate_chain = file("${path.module}/key.pem")
  private_key       = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "chain_is_a_key" {
  name              = "chain-is-a-key"
  certificate_body  = file("${path.module}/cert.pem")
  certificate_chain = file("${path.module}/key.pem")
  private_key       = file("${path.module}/key.pem")
}

resource "aws_acm_certificate" "swapped" {
  certificate_body = file("${path.module}/key.pem")
  private_key      = file("${path.module}/cert.pem")
}

resource "aws_iam_server_certificate" "swapped" {
  name             = "swapped"
  certificate_body = file("${path.module}/key.pem")
  private_key      = file("${path.module}/cert.pem")
}

resource "aws_acm_certificate" "sound" {
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_iam_server_certificate" "sound" {
  name             = "sound"
  certificate_body = file("${path.module}/cert.pem")
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
    ssl_certificate_id = aws_acm_certificate.body_is_a_key.arn
  }

  listener {
    lb_port            = 8002
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.body_is_a_key.arn
  }

  listener {
    lb_port            = 8003
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.body_is_a_public_key.arn
  }

  listener {
    lb_port            = 8004
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.body_is_a_public_key.arn
  }

  listener {
    lb_port            = 8005
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.body_is_a_request.arn
  }

  listener {
    lb_port            = 8006
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.body_is_a_request.arn
  }

  listener {
    lb_port            = 8007
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.body_is_a_path.arn
  }

  listener {
    lb_port            = 8008
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.body_is_a_path.arn
  }

  listener {
    lb_port            = 8009
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.body_has_several.arn
  }

  listener {
    lb_port            = 8010
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.body_has_several.arn
  }

  listener {
    lb_port            = 8011
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_a_certificate.arn
  }

  listener {
    lb_port            = 8012
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_a_certificate.arn
  }

  listener {
    lb_port            = 8013
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_encrypted.arn
  }

  listener {
    lb_port            = 8014
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_encrypted.arn
  }

  listener {
    lb_port            = 8015
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_of_openssh.arn
  }

  listener {
    lb_port            = 8016
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_of_openssh.arn
  }

  listener {
    lb_port            = 8017
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_public.arn
  }

  listener {
    lb_port            = 8018
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_public.arn
  }

  listener {
    lb_port            = 8019
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_a_request.arn
  }

  listener {
    lb_port            = 8020
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_a_request.arn
  }

  listener {
    lb_port            = 8021
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.key_is_a_path.arn
  }

  listener {
    lb_port            = 8022
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.key_is_a_path.arn
  }

  listener {
    lb_port            = 8023
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.chain_is_a_key.arn
  }

  listener {
    lb_port            = 8024
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.chain_is_a_key.arn
  }

  listener {
    lb_port            = 8025
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.swapped.arn
  }

  listener {
    lb_port            = 8026
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.swapped.arn
  }

  listener {
    lb_port            = 8027
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_acm_certificate.sound.arn
  }

  listener {
    lb_port            = 8028
    lb_protocol        = "https"
    instance_port      = 8080
    instance_protocol  = "http"
    ssl_certificate_id = aws_iam_server_certificate.sound.arn
  }
}
