using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>
/// Computes gradients of the loss of a choice of operations with respect to the logits from which it is drawn; each method adds to
/// <c>logits.grad</c>.
/// </summary>
static class ArchitectureGradients
{
    /// <summary>The temperature of the relaxed choice in UNAS.</summary>
    public const double RelaxationTemperature = 0.4;

    /// <summary>
    /// Adds the gradient by REBAR (Tucker et al. 2017) as in UNAS (Vahdat et al. 2020). It is unbiased for any loss and needs only the loss of the
    /// choice itself. Its variance is smaller the better the control variate, a linear function of the relaxed choice, predicts the loss.
    /// </summary>
    /// <param name="logits">The logits, rows × columns.</param>
    /// <param name="chosen">The choice drawn from the logits, one-hot.</param>
    /// <param name="loss">The loss of the choice.</param>
    /// <param name="control">The weights of the control variate, rows × columns, and its constant; fitted without this choice.</param>
    /// <param name="exponentials">The exponential numbers from which the relaxed choice is drawn, given the choice.</param>
    public static void AddRebar(Tensor logits, Tensor chosen, double loss, (Tensor Weights, double Constant) control, Tensor exponentials)
    {
        // One relaxed choice is drawn given the choice, the other independently of it from the same numbers. Both have the same distribution, since
        // the choice was drawn from the logits.
        var given = GumbelNoise.KeysGiven(logits, chosen, exponentials);
        using var noise = (given - logits.log_softmax(1)).detach();
        var (conditioned, free) = (Value(given), Value(logits.log_softmax(1) + noise));
        var score = loss - control.Constant - conditioned.item<float>();
        ((score * (chosen * logits.log_softmax(1)).sum()) + free - conditioned).backward();

        Tensor Value(Tensor keys) => (control.Weights * (keys / RelaxationTemperature).softmax(1)).sum();
    }

    /// <summary>
    /// Adds the gradient by binary gates of two paths per edge (Cai, Zhu, Han 2019): the gradient with respect to the gates, as if they were the
    /// probabilities of the two paths, rescaled to sum to 1.
    /// </summary>
    /// <param name="logits">The logits, rows × columns.</param>
    /// <param name="paths">The two paths of each row.</param>
    /// <param name="byGates">The gradient of the loss with respect to the gates, rows × columns.</param>
    public static void AddTwoPaths(Tensor logits, IReadOnlyList<IReadOnlyList<int>> paths, Tensor byGates)
    {
        var mask = zeros_like(logits).detach();
        foreach (var (row, pair) in paths.Index())
        {
            foreach (var column in pair)
            {
                mask[row, column] = 1;
            }
        }

        var shares = logits.masked_fill(mask.eq(0), float.NegativeInfinity).softmax(1);
        (byGates.detach() * mask * shares).sum().backward();
    }
}
