provider "aws" {
  region = "eu-west-1"
}

provider "kubernetes" {}

resource "kubernetes_service_v1" "shop" {
  metadata {
    name = "shop"

    annotations = {
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert"         = "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0,arn:aws:acm:eu-west-1:123456789012:certificate/7f3c1e52-9a8b-4c6d-8e1f-2a3b4c5d6e7f"
      "service.beta.kubernetes.io/aws-load-balancer-backend-protocol" = "http"
    }
  }

  spec {
    type = "LoadBalancer"

    selector = {
      app = "shop"
    }

    port {
      port        = 443
      target_port = 8080
    }
  }
}
