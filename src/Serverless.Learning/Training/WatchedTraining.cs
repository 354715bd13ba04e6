namespace Serverless.Learning.Training;

/// <summary>Trains epoch by epoch, and passes checkpoints to a keeper.</summary>
/// <param name="run">The run, at the state of <paramref name="from"/>.</param>
/// <param name="keeper">Stores checkpoints during the training; null to store none.</param>
/// <param name="from">The checkpoint that the run resumes from; null at the beginning.</param>
/// <param name="seconds">Returns the seconds of training so far.</param>
sealed class WatchedTraining(ITrainingRun run, ICheckpointKeeper? keeper, TrainingCheckpoint? from, Func<double> seconds)
{
    int _epochs = from?.Epoch ?? 0;
    EpochPart? _part = from?.Part;
    bool _isKept = true;

    /// <value>The loss of the last finished epoch.</value>
    public double Loss { get; private set; } = from?.Loss ?? 0.0;

    /// <summary>Trains to the end of an epoch, and validates the network.</summary>
    /// <param name="until">The last epoch to train, from 1.</param>
    /// <param name="afterEpoch">Called after each epoch with the epoch, its loss and its training accuracy.</param>
    /// <param name="cancellation">Cancels the training before the next step.</param>
    /// <returns>The percentage of validation images classified correctly.</returns>
    /// <exception cref="OperationCanceledException">The training was cancelled; the keeper has its state.</exception>
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
