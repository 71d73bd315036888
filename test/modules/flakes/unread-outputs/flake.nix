{
  inputs.blueprint.url = "github:numtide/blueprint";
  outputs = inputs: inputs.blueprint { inherit inputs; };
}
