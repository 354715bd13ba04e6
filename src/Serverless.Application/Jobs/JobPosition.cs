namespace Serverless.Application.Jobs;

/// <summary>The saved progress of a job, from which another worker can continue.</summary>
/// <param name="Part">The index of the job's current training, from 0; each attempt does them in the same order.</param>
/// <param name="Epochs">The number of completed epochs of that training.</param>
/// <param name="Images">The number of completed images of the next epoch.</param>
public readonly record struct JobPosition(int Part, int Epochs, int Images)
{
    /// <summary>Returns whether this position is beyond another.</summary>
    public bool IsBeyond(JobPosition other) => (Part, Epochs, Images).CompareTo((other.Part, other.Epochs, other.Images)) > 0;
}
