using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>How much two networks' outputs for the same images tell of each other: the normalised Hilbert-Schmidt independence criterion of linear kernels.</summary>
/// <remarks>
/// HSIC(K, L) / √(HSIC(K, K) HSIC(L, L)) of the Gram matrices of the outputs, where HSIC(K, L) = tr(K H L H) with H = I − 1/n
/// (Gretton et al. 2005), which Kornblith et al. 2019 call linear CKA: 0 to 1, the same for outputs that are turned or scaled, and for
/// outputs of different widths. Zheng et al. 2022 take it for the mutual information of two representations. What is equal for all images tells
/// nothing: 0 with everything.
/// </remarks>
static class KernelAlignment
{
    /// <summary>Outputs whose squares are about their mean by no more than this share of all are equal but for rounding.</summary>
    const double Rounding = 1e-10;

    /// <summary>The centred Gram matrix of outputs, n × n, divided by its Frobenius norm; all 0 where outputs are equal.</summary>
    /// <param name="outputs">n × anything.</param>
    public static Tensor Gram(Tensor outputs)
    {
        var rows = outputs.reshape(outputs.shape[0], -1);

        // HKH is the Gram matrix of centred rows, and has fewer digits to lose so.
        var centred = rows - rows.mean([0], true);
        if (SquaresOf(centred) <= Rounding * SquaresOf(rows))
        {
            return zeros(rows.shape[0], rows.shape[0], rows.dtype, rows.device);
        }

        var gram = centred.mm(centred.t());
        return gram / gram.square().sum().sqrt();
    }

    /// <summary>The alignment of outputs whose Gram matrices these are.</summary>
    /// <param name="one">What <see cref="Gram"/> gave.</param>
    /// <param name="other">Likewise, for the same images.</param>
    public static Tensor Of(Tensor one, Tensor other) => (one * other).sum();

    static double SquaresOf(Tensor values) => values.detach().square().sum(ScalarType.Float64).item<double>();
}
