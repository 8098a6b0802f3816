provider "aws" {
  region = "eu-west-1"
}

resource "aws_iam_server_certificate" "site" {
  name_prefix      = "site-"
  path             = "/cloudfront/"
  certificate_body = file("${path.module}/cert.pem")
  private_key      = file("${path.module}/key.pem")
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true
  aliases = ["shop.example.com"]

  origin {
    domain_name = "origin.example.com"
    origin_id   = "origin"
  }

  default_cache_behavior {
    target_origin_id       = "origin"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    iam_certificate_id = aws_iam_server_certificate.site.id
    ssl_support_method = "sni-only"
  }
}
