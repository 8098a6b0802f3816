terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_acm_certificate" "edge" {
  domain_name       = "www.example.com"
  validation_method = "DNS"
}

# It waits for the certificate, so apply reads it.
data "aws_acm_certificate" "edge" {
  domain     = "www.example.com"
  depends_on = [aws_acm_certificate.edge]
}

resource "aws_cloudfront_distribution" "edge" {
  enabled = true
  aliases = ["www.example.com"]

  origin {
    domain_name = "origin.example.com"
    origin_id   = "origin"
  }

  default_cache_behavior {
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    target_origin_id       = "origin"
    viewer_protocol_policy = "redirect-to-https"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn = data.aws_acm_certificate.edge.arn
    ssl_support_method  = "sni-only"
  }
}
