resource "tls_private_key" "shop" {
  algorithm   = "ECDSA"
  ecdsa_curve = "P256"
}

resource "tls_self_signed_cert" "shop" {
  private_key_pem       = tls_private_key.shop.private_key_pem
  validity_period_hours = 8760
  allowed_uses          = ["server_auth"]
  dns_names             = ["shop.example.com"]

  subject {
    common_name = "shop.example.com"
  }
}

output "certificate" {
  value = tls_self_signed_cert.shop.cert_pem
}

output "private_key" {
  value     = tls_private_key.shop.private_key_pem
  sensitive = true
}
