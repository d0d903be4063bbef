using System.CommandLine;
using OrleansSessions.ClientSample;

var speedUp = new Option<double>("--speed-up")
{
    Description = "How many times faster than it happened the log is played.",
    DefaultValueFactory = _ => 600,
};
Require(speedUp, value => value is > 0 and <= 1_000_000, "more than 0 and at most 1,000,000");
var gatewayPort = new Option<int>("--gateway-port")
{
    Description = "The loopback port of the silo's gateway.",
    DefaultValueFactory = _ => 30000,
};
Require(gatewayPort, value => value is > 0 and <= 65_535, "1 to 65,535");
var wait = new Option<int>("--wait")
{
    Description = "How many seconds to wait for a silo that does not answer yet.",
    DefaultValueFactory = _ => 120,
};
Require(wait, value => value is >= 0 and <= 3_600, "0 to 3,600 seconds");
var ownSilo = new Command(
    "own-silo", "Imports the log into a silo in this process, whose sessionizer has types of its own, and tells by which pages visitors came.");
ownSilo.SetAction((_, cancellationToken) => OwnSiloCommand.RunAsync(cancellationToken));
var root = new RootCommand("Plays a day of a web server's log into a running silo-host, and prints visits as they end.")
{
    speedUp, gatewayPort, wait, ownSilo,
};
root.SetAction((parsed, cancellationToken) =>
    HostVisitsCommand.RunAsync(
        parsed.GetValue(gatewayPort), parsed.GetValue(speedUp), TimeSpan.FromSeconds(parsed.GetValue(wait)), cancellationToken));
return await root.Parse(args).InvokeAsync();

static void Require<T>(Option<T> option, Func<T?, bool> isValid, string rule) => option.Validators.Add(result =>
{
    var value = result.GetValue(option);
    if (!isValid(value))
    {
        result.AddError($"{option.Name} must be {rule}, but is {value}.");
    }
});
