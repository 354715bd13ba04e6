namespace Serverless.Application.Jobs;

/// <summary>How far the work of a job has come, by what is kept for another worker to go on from.</summary>
/// <param name="Part">Which of the job's trainings it is at, from 0; they are done in the same order at every attempt.</param>
/// <param name="Epochs">How many of its epochs are done.</param>
/// <param name="Images">How many images of the next epoch are done.</param>
public readonly record struct JobPosition(int Part, int Epochs, int Images)
{
    /// <summary>Whether this is farther than another.</summary>
    public bool IsBeyond(JobPosition other) => (Part, Epochs, Images).CompareTo((other.Part, other.Epochs, other.Images)) > 0;
}
