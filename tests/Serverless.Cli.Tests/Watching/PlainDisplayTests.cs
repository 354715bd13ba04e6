using Serverless.Cli.Watching;

namespace Serverless.Cli.Tests.Watching;

public sealed class PlainDisplayTests
{
    [Fact]
    public void Show_OnlyTimeWentOn_WritesNothingNew()
    {
        var output = new StringWriter();
        var display = new PlainDisplay(output);

        display.Show(new WatchedSearch(Samples.Search(), Samples.Start.AddSeconds(60), null));
        display.Show(new WatchedSearch(Samples.Search(), Samples.Start.AddSeconds(61), null));
        display.Show(new WatchedSearch(Samples.Search(trainings: 6), Samples.Start.AddSeconds(62), null));

        output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Length.ShouldBe(2);
    }
}
