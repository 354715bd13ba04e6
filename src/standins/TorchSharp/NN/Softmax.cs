namespace TorchSharp.Modules;

/// <summary>eˣ normalised to sum to 1 along a dimension.</summary>
public sealed class Softmax : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Softmax(long dim)
        : base(nameof(Softmax)) => this.dim = dim;

    public long dim { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) => tensor.softmax(dim);
}
