variable "create" {
  type    = bool
  default = true
}

variable "wait" {
  type    = bool
  default = true
}

variable "domain_name" {
  type = string
}

variable "key_algorithm" {
  type    = string
  default = null
}

locals {
  create = var.create && true
}

resource "aws_acm_certificate" "this" {
  count             = local.create ? 1 : 0
  domain_name       = var.domain_name
  validation_method = "DNS"
  key_algorithm     = var.key_algorithm
}

resource "aws_acm_certificate_validation" "this" {
  count           = local.create && var.wait ? 1 : 0
  certificate_arn = aws_acm_certificate.this[0].arn
}

output "arn" {
  value = try(aws_acm_certificate_validation.this[0].certificate_arn, aws_acm_certificate.this[0].arn, "")
}
