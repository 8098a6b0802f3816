variable "name" {
  type = string
}

variable "kind" {
  type = string
}

variable "wait" {
  type = bool
}

locals {
  algorithms = {
    strong = "RSA_4096"
    fast   = "EC_prime256v1"
    plain  = "RSA_2048"
  }
  awaited = 1
}

resource "aws_acm_certificate" "this" {
  domain_name       = "${var.name}.example.com"
  validation_method = "DNS"
  key_algorithm     = local.algorithms[var.kind]
}

resource "aws_acm_certificate_validation" "this" {
  count           = var.wait ? local.awaited : 0
  certificate_arn = aws_acm_certificate.this.arn
}

output "arn" {
  value = var.wait ? one(aws_acm_certificate_validation.this[*].certificate_arn) : aws_acm_certificate.this.arn
}
