// Without a validator: the page must not call anybody outside.
SwaggerUIBundle({
  url: '../api-docs',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'none',
  validatorUrl: null,
});
