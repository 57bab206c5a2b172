// Without a validator, since that would be asked elsewhere.
SwaggerUIBundle({ dom_id: "#api", url: "/openapi.yml", validatorUrl: null });
