namespace Serverless.Learning.Training;

/// <summary>Keeps where a training stands, so that it need not begin again. Called by the thread that trains.</summary>
public interface ICheckpointKeeper
{
    /// <value>Whether a checkpoint is due; asked after every step, and after every batch of judging.</value>
    bool IsDue { get; }

    /// <summary>Takes the checkpoint that was due; the training goes on when this returns.</summary>
    void Keep(TrainingCheckpoint checkpoint);

    /// <summary>Takes where the training stood when it was cancelled, unless it had come no farther than the last checkpoint.</summary>
    void Interrupt(TrainingCheckpoint checkpoint);
}
