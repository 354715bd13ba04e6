using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>The loss by tables of all genotypes. Of probabilities it is the expectation, exactly; of one-hot rows the architecture's own.</summary>
/// <remarks>It is linear in each decision's block, so its gradient at one-hot rows tells what every single change would cost.</remarks>
/// <param name="decisions">Of the space.</param>
/// <param name="quality">Devices × genotypes, the last decision's choices fastest.</param>
/// <param name="cost">The same of costs.</param>
sealed class TableLoss(Decisions decisions, Tensor quality, Tensor cost) : IChoiceLoss, IDisposable
{
    /// <inheritdoc/>
    public Tensor Of(Tensor choices, Tensor devices, Tensor preferences)
    {
        Tensor losses;
        using (no_grad())
        {
            losses = PreferenceLoss.Of(quality.index_select(0, devices), cost.index_select(0, devices), preferences);
        }

        foreach (var block in decisions.Split(choices))
        {
            losses = block.unsqueeze(1).bmm(losses.reshape(block.shape[0], block.shape[1], -1)).squeeze(1);
        }

        return losses.squeeze(1);
    }

    public void Dispose()
    {
        quality.Dispose();
        cost.Dispose();
    }
}
