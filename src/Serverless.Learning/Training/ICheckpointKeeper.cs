namespace Serverless.Learning.Training;

/// <summary>Stores checkpoints of a training, so that it need not start again from the beginning. Called on the training's thread.</summary>
public interface ICheckpointKeeper
{
    /// <value>Whether a checkpoint is due; read after each training step and after each validation batch.</value>
    bool IsDue { get; }

    /// <summary>Stores the checkpoint that was due; the training continues when this method returns.</summary>
    void Keep(TrainingCheckpoint checkpoint);

    /// <summary>Stores the state of a training that was cancelled, unless the last checkpoint already holds it.</summary>
    void Interrupt(TrainingCheckpoint checkpoint);
}
