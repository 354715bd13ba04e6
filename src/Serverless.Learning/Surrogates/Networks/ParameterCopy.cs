using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Copies weights from one network to another.</summary>
static class ParameterCopy
{
    /// <summary>Copies all weights and freezes them: they no longer require gradients.</summary>
    public static void Freeze(nn.Module own, nn.Module source)
    {
        foreach (var (parameter, other) in Pairs(own, source))
        {
            Copy(other, parameter);
            parameter.requires_grad = false;
        }
    }

    /// <summary>Copies every weight that has the same name and size; they are trained further.</summary>
    public static void TakeWhatFits(nn.Module own, nn.Module source)
    {
        foreach (var (parameter, other) in Pairs(own, source))
        {
            if (parameter.shape.AsSpan().SequenceEqual(other.shape))
            {
                Copy(other, parameter);
            }
        }
    }

    static List<(Tensor Own, Tensor Other)> Pairs(nn.Module own, nn.Module other)
    {
        var others = other.named_parameters().ToDictionary(named => named.name, named => named.parameter);
        return [.. own.named_parameters().Where(named => others.ContainsKey(named.name)).Select(named => (named.parameter, others[named.name]))];
    }

    static void Copy(Tensor from, Tensor to)
    {
        using var unrecorded = no_grad();
        to.copy_(from);
    }
}
