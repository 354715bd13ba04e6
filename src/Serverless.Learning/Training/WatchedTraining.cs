namespace Serverless.Learning.Training;

/// <summary>Trains epoch by epoch, and shows a keeper of checkpoints where it stands.</summary>
/// <param name="run">At <paramref name="from"/>.</param>
/// <param name="keeper">Null when no checkpoints are kept on the way.</param>
/// <param name="from">Where it stands; null at the beginning.</param>
/// <param name="seconds">What it took so far.</param>
sealed class WatchedTraining(ITrainingRun run, ICheckpointKeeper? keeper, TrainingCheckpoint? from, Func<double> seconds)
{
    int _epochs = from?.Epoch ?? 0;
    EpochPart? _part = from?.Part;
    bool _isKept = true;

    /// <value>Of the last epoch that was finished.</value>
    public double Loss { get; private set; } = from?.Loss ?? 0.0;

    /// <summary>Trains to the end of an epoch, and judges the network.</summary>
    /// <param name="until">The epoch, from 1.</param>
    /// <param name="afterEpoch">Told the epoch, its loss and its accuracy.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <returns>The percentage of validation images told right.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the keeper has been told where.</exception>
    public double Train(int until, Action<int, double, double> afterEpoch, CancellationToken cancellation)
    {
        try
        {
            while (_epochs < until)
            {
                var epoch = _epochs + 1;
                (Loss, var accuracy) = run.RunEpoch(epoch, _part, part => Moved(_epochs, part), cancellation);
                afterEpoch(epoch, Loss, accuracy);
                Moved(epoch, null);
            }

            return run.Validate(KeepIfDue, cancellation);
        }
        catch (OperationCanceledException) when (keeper is not null && !_isKept)
        {
            keeper.Interrupt(Checkpoint());
            throw;
        }
    }

    void Moved(int epochs, EpochPart? part)
    {
        (_epochs, _part, _isKept) = (epochs, part, false);
        KeepIfDue();
    }

    void KeepIfDue()
    {
        if (keeper is { IsDue: true } && !_isKept)
        {
            keeper.Keep(Checkpoint());
            _isKept = true;
        }
    }

    TrainingCheckpoint Checkpoint() => new(_epochs, Loss, run.Save()) { Part = _part, Seconds = seconds() };
}
