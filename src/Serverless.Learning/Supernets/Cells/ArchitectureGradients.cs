using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>Gradients of what a choice of operations costs, by the logits that it is drawn by; each adds to <c>logits.grad</c>.</summary>
static class ArchitectureGradients
{
    /// <summary>Of the relaxed choice in UNAS.</summary>
    public const double RelaxationTemperature = 0.4;

    /// <summary>
    /// By REBAR (Tucker et al. 2017), as UNAS takes it (Vahdat et al. 2020): without bias for any loss, told of the choice alone, and the less scattered the better the control
    /// variate, a linear function of the relaxed choice, predicts it.
    /// </summary>
    /// <param name="logits">Rows × columns.</param>
    /// <param name="chosen">One-hot, drawn by them.</param>
    /// <param name="loss">Of the choice.</param>
    /// <param name="control">Weights of the control variate, rows × columns, and its constant; made without this choice.</param>
    /// <param name="exponentials">By which the relaxed choice is drawn, given the choice.</param>
    public static void AddRebar(Tensor logits, Tensor chosen, double loss, (Tensor Weights, double Constant) control, Tensor exponentials)
    {
        // Drawn given the choice, and by the same numbers free of it: of equal distribution, since the choice was by the logits.
        var given = GumbelNoise.KeysGiven(logits, chosen, exponentials);
        using var noise = (given - logits.log_softmax(1)).detach();
        var (conditioned, free) = (Value(given), Value(logits.log_softmax(1) + noise));
        var score = loss - control.Constant - conditioned.item<float>();
        ((score * (chosen * logits.log_softmax(1)).sum()) + free - conditioned).backward();

        Tensor Value(Tensor keys) => (control.Weights * (keys / RelaxationTemperature).softmax(1)).sum();
    }

    /// <summary>
    /// By binary gates of two paths an edge (Cai, Zhu, Han 2019): the loss by the gates, as if they were the probabilities of the two, which are rescaled to sum to 1.
    /// </summary>
    /// <param name="logits">Rows × columns.</param>
    /// <param name="paths">Of each row the two.</param>
    /// <param name="byGates">Gradient of the loss by the gates, rows × columns.</param>
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
