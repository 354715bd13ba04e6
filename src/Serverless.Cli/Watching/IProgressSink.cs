namespace Serverless.Cli.Watching;

/// <summary>Takes what there is to show.</summary>
public interface IProgressSink
{
    void Show(WatchedSearch progress);

    /// <summary>Something that people should know, once: the platform does not answer, answers again.</summary>
    void Note(string text);
}
