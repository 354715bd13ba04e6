using System.CommandLine;
using System.CommandLine.Help;

namespace Serverless.Cli.Commands;

/// <summary>Creates the tree of commands: noun, then verb.</summary>
public static class RootCommandFactory
{
    /// <summary>Creates the root, as a plain command, so that help shows it by the name of the entry script.</summary>
    public static Command Create(CliConsole console)
    {
        var connection = new Connection(console);
        return new Command("serverless", "Hardware-aware neural architecture search: start searches, watch them, and export their fronts.")
        {
            new HelpOption(),
            new VersionOption(),
            connection.Url,
            new Command("search", "Start, watch, pause, extend and cancel searches.")
            {
                SearchStartCommand.Create(console, connection),
                SearchListCommand.Create(console, connection),
                SearchShowCommand.Create(console, connection),
                SearchWatchCommand.Create(console, connection),
                SearchPauseCommand.Create(console, connection),
                SearchResumeCommand.Create(console, connection),
                SearchExtendCommand.Create(console, connection),
                SearchCancelCommand.Create(console, connection),
                SearchRetryCommand.Create(console, connection),
                SearchReplayCommand.Create(console, connection),
            },
            new Command("schedule", "Start searches repeatedly at scheduled times.")
            {
                ScheduleSetCommand.Create(console, connection),
                ScheduleListCommand.Create(console, connection),
                ScheduleShowCommand.Create(console, connection),
                ScheduleDeleteCommand.Create(console, connection),
            },
            new Command("front", "Show, export and retrain the front of a search.")
            {
                FrontShowCommand.Create(console, connection),
                FrontExportCommand.Create(console, connection),
                FrontRetrainCommand.Create(console, connection),
            },
            new Command("candidate", "Show the evaluated architectures of a search.")
            {
                CandidateListCommand.Create(console, connection),
                CandidateShowCommand.Create(console, connection),
            },
            EventsCommand.Create(console, connection),
            CompareCommand.Create(console, connection),
            new Command("device", "Devices with measured, looked up or predicted latencies. `./serverless device measure` times a network on this machine, without a platform.")
            {
                DeviceListCommand.Create(console, connection),
                DeviceRegisterCommand.Create(console, connection),
                DeviceDeleteCommand.Create(console, connection),
            },
            new Command("dataset", "Datasets of your own.") { DatasetAddCommand.Create(console, connection) },
            new Command("surrogate", "Surrogates, which predict which architectures to train. `./serverless surrogate evaluate` evaluates the kinds on tables, without a platform.")
            {
                SurrogateFitCommand.Create(console, connection),
                SurrogateListCommand.Create(console, connection),
                SurrogateShowCommand.Create(console, connection),
                SurrogateDeleteCommand.Create(console, connection),
            },
            new Command("generator", "Generators, which are fitted once and then propose architectures for any device and limit.")
            {
                GeneratorFitCommand.Create(console, connection),
                GeneratorListCommand.Create(console, connection),
                GeneratorShowCommand.Create(console, connection),
                GeneratorAskCommand.Create(console, connection),
                GeneratorReferencesCommand.Create(console, connection),
                GeneratorDeleteCommand.Create(console, connection),
            },
            WorkersCommand.Create(console, connection),
            InitCommand.Create(console),
            ValidateCommand.Create(console, connection),
            UpCommand.Create(console),
            DemoCommand.Create(console),
            DoctorCommand.Create(console, connection),
            CompletionCommand.Create(console),
            CompletionCommand.CreateComplete(console, () => Create(console)),
        };
    }
}
