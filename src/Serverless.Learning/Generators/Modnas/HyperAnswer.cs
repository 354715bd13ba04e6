using Serverless.Learning.Balancing;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Logits with what they came from, so that gradients of single rows can be multiplied without being laid out.</summary>
/// <param name="Logits">b × choices.</param>
/// <param name="Attention">b × tables.</param>
/// <param name="Angles">b × tables, before the sine.</param>
/// <param name="Chosen">b × tables × choices: the tables' rows.</param>
/// <param name="Devices">b × references, scaled.</param>
/// <param name="Rows">b int64.</param>
sealed record HyperAnswer(Tensor Logits, Tensor Attention, Tensor Angles, Tensor Chosen, Tensor Devices, Tensor Rows)
{
    /// <summary>The products of devices' gradients in the hypernetwork's parameters, T × T.</summary>
    /// <param name="slopes">b × choices: each row's gradient in its logits.</param>
    /// <param name="count">T; rows are b / T for each device, one device after the other.</param>
    /// <remarks>
    /// A row's gradient in the tables is the outer product of attention and slopes, at the preference's row; in E it is that of angles'
    /// slopes and the device. So products of rows are products of such products.
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
