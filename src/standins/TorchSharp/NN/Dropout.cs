namespace TorchSharp.Modules;

/// <summary>Zeroes elements at random while training, and scales the rest by 1 / (1 - p).</summary>
public sealed class Dropout : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Dropout(double p, bool inplace)
        : base(nameof(Dropout))
    {
        this.p = p;
        this.inplace = inplace;
    }

    /// <summary>The chance of an element to be dropped.</summary>
    public double p { get; set; }

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.dropout(tensor, p, training, inplace);
}
