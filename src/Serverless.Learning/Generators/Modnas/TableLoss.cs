using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>
/// Computes the loss from tables of all genotypes: the exact expectation for probabilities, the architecture's own loss for one-hot rows.
/// </summary>
/// <remarks>
/// The loss is linear in each decision's block, so its gradient at one-hot rows gives the cost of every single change. For a preference it is a
/// weighted sum of four tables: quality, cost, and each of them divided by the length of (quality, cost), which give the cosine.
/// </remarks>
sealed class TableLoss : IChoiceLoss, IDisposable
{
    const int Tables = 4;

    readonly Decisions _decisions;
    readonly Tensor _tables;

    /// <param name="decisions">The decisions of the search space.</param>
    /// <param name="quality">The qualities, devices × genotypes, with the last decision's choices fastest.</param>
    /// <param name="cost">The costs, in the same layout.</param>
    public TableLoss(Decisions decisions, Tensor quality, Tensor cost)
    {
        using var scope = NewDisposeScope();
        _decisions = decisions;
        var lengths = (quality.square() + cost.square()).sqrt().clamp(min: PreferenceLoss.Smallest);
        _tables = stack([quality, cost, quality / lengths, cost / lengths], 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Of(Tensor choices, Tensor devices, Tensor preferences)
    {
        Tensor losses;
        using (no_grad())
        {
            losses = ByGenotype(devices, preferences);
        }

        foreach (var block in _decisions.Split(choices))
        {
            losses = block.unsqueeze(1).bmm(losses.reshape(block.shape[0], block.shape[1], -1)).squeeze(1);
        }

        // This term is the same for every genotype, so it need not be in the table.
        return losses.squeeze(1) + PreferenceLoss.CosineWeight;
    }

    public void Dispose() => _tables.Dispose();

    /// <summary>Computes b × genotypes, without the constant of the cosine term, with one product for consecutive rows of the same device.</summary>
    Tensor ByGenotype(Tensor devices, Tensor preferences)
    {
        var cosine = -PreferenceLoss.CosineWeight / preferences.norm(1, keepdim: true);
        var factors = cat([preferences, preferences * cosine], 1);
        long[] places = [.. devices.cpu().data<long>()];
        var parts = new List<Tensor>();
        for (var start = 0; start < places.Length;)
        {
            var end = start + 1;
            while (end < places.Length && places[end] == places[start])
            {
                end++;
            }

            parts.Add(factors.narrow(0, start, end - start).mm(_tables.select(0, places[start]).reshape(Tables, -1)));
            start = end;
        }

        return cat(parts, 0);
    }
}
