namespace Serverless.Worker.Accounting;

/// <summary>What a worker's time goes into.</summary>
enum WorkKind
{
    /// <summary>Waiting for a job.</summary>
    Idle,
    Training,
    Measuring,

    /// <summary>Judging networks on test images.</summary>
    Testing,

    /// <summary>Everything between jobs and around the work itself: storage, claims, announcements.</summary>
    Other,
}
