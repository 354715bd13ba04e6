namespace TorchSharp.Modules;

/// <summary>Joins a range of dimensions into one.</summary>
public sealed class Flatten : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Flatten(long startDim, long endDim)
        : base(nameof(Flatten))
    {
        start_dim = startDim;
        end_dim = endDim;
    }

    public long start_dim { get; set; }

    public long end_dim { get; set; }

    public override torch.Tensor forward(torch.Tensor input) => input.flatten(start_dim, end_dim);
}
