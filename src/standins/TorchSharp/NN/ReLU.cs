namespace TorchSharp.Modules;

/// <summary>max(x, 0).</summary>
public sealed class ReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ReLU(bool inplace)
        : base(nameof(ReLU)) => this.inplace = inplace;

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.relu(tensor, inplace);
}
