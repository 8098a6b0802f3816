variable "sites" {
  type = map(string)
}

resource "aws_acm_certificate" "this" {
  for_each          = var.sites
  domain_name       = "${each.key}.example.com"
  validation_method = "DNS"
  key_algorithm     = each.value
}

resource "aws_acm_certificate_validation" "this" {
  for_each        = aws_acm_certificate.this
  certificate_arn = each.value.arn
}

output "arns" {
  value = { for site, validation in aws_acm_certificate_validation.this : site => validation.certificate_arn }
}
