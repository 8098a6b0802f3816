# Planned with version 5 of the AWS provider, whose resources have no region argument.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

locals {
  home    = "eu-west-1"
  stage   = "live"
  edge    = true
  index   = 1
  regions = ["us-east-1", "eu-west-1"]
  account = "123456789012"
  known   = "arn:aws:acm:us-east-1:${local.account}:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
  arns    = [aws_acm_certificate.home.arn, aws_acm_certificate.edge.arn]
  by_stage = {
    live = aws_acm_certificate_validation.home.certificate_arn
    test = aws_acm_certificate.edge.arn
  }
}

provider "aws" {
  region = local.home
}

provider "aws" {
  alias  = "edge"
  region = local.regions[0]
}

resource "aws_acm_certificate" "home" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "home" {
  certificate_arn = aws_acm_certificate.home.arn
}

resource "aws_acm_certificate" "edge" {
  provider          = aws.edge
  domain_name       = "cdn.example.com"
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"
}

resource "aws_elb" "web" {
  subnets = ["subnet-0a1b2c3d4e5f60718"]

  listener {
    lb_port            = 443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = local.by_stage[local.stage]
  }

  listener {
    lb_port            = 8443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = local.arns[local.index]
  }

  listener {
    lb_port            = 9443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = local.edge ? aws_acm_certificate.edge.arn : local.known
  }

  listener {
    lb_port            = 10443
    lb_protocol        = "https"
    instance_port      = 80
    instance_protocol  = "http"
    ssl_certificate_id = replace(aws_acm_certificate.home.arn, local.regions[1], local.regions[0])
  }
}

resource "aws_cloudfront_distribution" "cdn" {
  enabled = true
  aliases = ["cdn.example.com"]

  origin {
    domain_name = "www.example.com"
    origin_id   = "web"
  }

  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "web"
    viewer_protocol_policy = "redirect-to-https"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn = local.arns[local.index]
    ssl_support_method  = "sni-only"
  }
}
