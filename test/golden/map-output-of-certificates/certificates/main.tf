variable "sites" {
  type = map(string)
}

resource "aws_acm_certificate" "this" {
  for_each          = var.sites
  domain_name       = "${each.key}.example.com"
  validation_method = "DNS"
  key_algorithm     = each.value
}

output "arns" {
  value = { for site, certificate in aws_acm_certificate.this : site => certificate.arn }
}
