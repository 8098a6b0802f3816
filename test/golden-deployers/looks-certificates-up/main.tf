terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

# Terraform itself lists the certificates of us-east-1, although no Classic Load Balancer takes one.
provider "aws" {
  region = "eu-west-1"

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/pipeline"
  }
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::123456789012:role/edge"
  }
}

data "aws_acm_certificate" "edge" {
  provider = aws.us
  domain   = "www.example.com"
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

data "aws_iam_policy_document" "edge" {
  statement {
    sid       = "Here"
    actions   = ["acm:ListCertificates"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["eu-west-1"]
    }
  }
}

resource "aws_iam_role" "edge" {
  name = "edge"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }]
  })
}

resource "aws_iam_role_policy" "edge" {
  role   = aws_iam_role.edge.name
  policy = data.aws_iam_policy_document.edge.json
}

# It looks nothing up.
resource "aws_iam_role" "pipeline" {
  name               = "pipeline"
  assume_role_policy = aws_iam_role.edge.assume_role_policy
}
