using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>
/// Measures the similarity of two networks' outputs for the same images by the normalised Hilbert-Schmidt independence criterion with linear kernels.
/// </summary>
/// <remarks>
/// HSIC(K, L) / √(HSIC(K, K) HSIC(L, L)) of the Gram matrices of the outputs, where HSIC(K, L) = tr(K H L H) with H = I − 1/n
/// (Gretton et al. 2005); Kornblith et al. 2019 call it linear CKA. It ranges from 0 to 1, does not change when outputs are rotated or scaled, and
/// compares outputs of different widths. Zheng et al. 2022 use it in place of the mutual information of two representations. Outputs that are equal
/// for all images carry no information: their alignment with any other is 0.
/// </remarks>
static class KernelAlignment
{
    /// <summary>Outputs are equal but for rounding if their squares about their mean are at most this share of their squares.</summary>
    const double Rounding = 1e-10;

    /// <summary>Returns the centred Gram matrix of outputs, n × n, divided by its Frobenius norm; all 0 if the outputs are equal.</summary>
    /// <param name="outputs">The outputs, n × any shape.</param>
    public static Tensor Gram(Tensor outputs)
    {
        var rows = outputs.reshape(outputs.shape[0], -1);

        // HKH is the Gram matrix of the centred rows; centring the rows first loses fewer digits.
        var centred = rows - rows.mean([0], true);
        if (SquaresOf(centred) <= Rounding * SquaresOf(rows))
        {
            return zeros(rows.shape[0], rows.shape[0], rows.dtype, rows.device);
        }

        var gram = centred.mm(centred.t());
        return gram / gram.square().sum().sqrt();
    }

    /// <summary>Returns the alignment of the outputs with these Gram matrices.</summary>
    /// <param name="one">A result of <see cref="Gram"/>.</param>
    /// <param name="other">Another result of <see cref="Gram"/>, for the same images.</param>
    public static Tensor Of(Tensor one, Tensor other) => (one * other).sum();

    static double SquaresOf(Tensor values) => values.detach().square().sum(ScalarType.Float64).item<double>();
}
