using Serverless.Learning.Balancing;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>
/// Logits with the values that they were computed from, so that gradients of single rows can be multiplied without being materialised.
/// </summary>
/// <param name="Logits">The logits, b × choices.</param>
/// <param name="Attention">The weights of the tables, b × tables.</param>
/// <param name="Angles">The arguments of the sine, b × tables.</param>
/// <param name="Chosen">The selected rows of the tables, b × tables × choices.</param>
/// <param name="Devices">The scaled device coordinates, b × references.</param>
/// <param name="Rows">The selected row of the tables, b int64.</param>
sealed record HyperAnswer(Tensor Logits, Tensor Attention, Tensor Angles, Tensor Chosen, Tensor Devices, Tensor Rows)
{
    /// <summary>Computes the dot products of the devices' gradients with respect to the hypernetwork's parameters, T × T.</summary>
    /// <param name="slopes">The gradient of each row with respect to its logits, b × choices.</param>
    /// <param name="count">The number of devices, T; each has b / T consecutive rows.</param>
    /// <remarks>
    /// A row's gradient with respect to the tables is the outer product of attention and slopes, at the preference's row; with respect to E it is the
    /// outer
    /// product of the angles' gradients and the device. So the products of rows are products of such products.
    /// </remarks>
    public GradientProducts Products(Tensor slopes, int count)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var sameRow = Rows.unsqueeze(0).eq(Rows.unsqueeze(1)).to_type(float32);
        var inTables = Attention.mm(Attention.t()) * slopes.mm(slopes.t()) * sameRow;

        var ofAttention = Chosen.bmm(slopes.unsqueeze(2)).squeeze(2);
        var centred = ofAttention - (ofAttention * Attention).sum(1, true);
        var ofAngles = Attention * centred * Angles.cos();
        var inEmbeddings = ofAngles.mm(ofAngles.t()) * Devices.mm(Devices.t());

        var each = slopes.shape[0] / count;
        var sums = (inTables + inEmbeddings).reshape(count, each, count, each).sum([1, 3]).to_type(float64).cpu();
        return new([.. sums.contiguous().data<double>()]);
    }
}
